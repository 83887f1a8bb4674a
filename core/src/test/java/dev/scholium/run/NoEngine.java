package dev.scholium.run;

/** For runs that end before any student is trained. */
final class NoEngine implements RefusingEngine {}
