package dev.scholium.report;

/** The look of reports, for other pages that share it. */
public final class ReportStyle {

    private ReportStyle() {}

    /** {@return a stylesheet with light and dark colours, for print and for windows of 320 pixels and more} */
    public static String css() {
        return ReportWriter.resource("report.css");
    }
}
