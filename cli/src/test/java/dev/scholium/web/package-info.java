/** Claims about servers, made true by asking real ones. */
@NullMarked
package dev.scholium.web;

import org.jspecify.annotations.NullMarked;
