package dev.scholium.teacher.mock;

/** A way to misbehave that a share of requests meets. */
sealed interface Fault permits TransportFault, AnswerFault {

    /** {@return what it is called and does, for people} */
    FaultText text();
}
