package dev.scholium.augment;

/** Which recorded rationales to use, when their writer's own label is known. */
public enum TeacherAgreement {
    /** All. */
    ANY,
    /** Only those that argue for the gold label. */
    REQUIRED
}
