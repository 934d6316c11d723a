package dev.syncline.model;

/**
 * A file that is fetched when needed.
 *
 * @param url where it can be read
 * @param digest what tells two contents apart, such as a hash or the vendor's file id
 * @since 0.1
 */
public record Media(String url, String digest) {}
