/**
 * Downloads model folders from a Hugging Face hub into the cache that its Python library uses, so that nothing is
 * downloaded twice. {@link dev.scholium.torch.hub.HubDownload} is the way in.
 */
@NullMarked
package dev.scholium.torch.hub;

import org.jspecify.annotations.NullMarked;
