package dev.scholium.web;

import java.util.List;

/**
 * Texts that try to become markup, code, another page's address or a hole in the layout. Teachers, students, raters and
 * data files may write them; every page must show them as they are.
 */
public final class HostileTexts {

    /** The corpus: out of elements, attributes, scripts, styles and templates of several languages, and odd letters. */
    private static final List<String> CORPUS = List.of(
            "</textarea></title></style></script><script>alert('x')</script>",
            "<img src=x onerror=alert(1)>",
            "\"'><svg onload=alert(2)>",
            "' autofocus onfocus='alert(3)",
            "<iframe srcdoc='<script>alert(4)</script>'></iframe>",
            "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(5)>",
            "<base href=//elsewhere.example><meta http-equiv=refresh content='0;url=//elsewhere.example'>",
            "<style>*{display:none}</style><link rel=stylesheet href=//elsewhere.example>",
            "<a href=javascript:alert(6)>here</a>",
            "<!-- ]]> --> &lt;b&gt; &#60;script> %3Cscript%3E \\u003cscript",
            "{{7*7}} {{constructor.constructor('alert(7)')()}} ${7*7} #{7*7} <%= 7*7 %> @if(true)",
            "`;alert(8)// \\\"-alert(9)-\\\"",
            "=HYPERLINK(\"//elsewhere.example\") ../../../etc/passwd",
            "'; DROP TABLE row; --",
            "\u202edlrow\u202c \u200bn\u0303\u0301\u0302 \ud83d\udc69\u200d\ud83d\ude92 \ufdfd",
            "W".repeat(90));

    /** All of them in one line, shorter than 1000 characters, so that it may be anybody's name, too. */
    public static final String ALL = String.join(" ", CORPUS);

    private HostileTexts() {}
}
