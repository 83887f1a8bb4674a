/**
 * Model folders in Hugging Face's layout: where they lie, and their weights in and out of safetensors files.
 *
 * <p>Files are taken to be hostile: everything they say about themselves is checked before it is believed.
 */
@NullMarked
package dev.scholium.torch.checkpoint;

import org.jspecify.annotations.NullMarked;
