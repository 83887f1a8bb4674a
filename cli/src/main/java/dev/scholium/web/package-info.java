/**
 * Pages and services for people and programs that never open a terminal: {@link dev.scholium.web.WebServer} starts one
 * from a {@link dev.scholium.web.WebConfig}, closed to all but whom it is meant for.
 */
@NullMarked
package dev.scholium.web;

import org.jspecify.annotations.NullMarked;
