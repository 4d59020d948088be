package org.stompest.failover;

import java.util.List;
import java.util.Objects;

/**
 * What users have to know about one option of the {@link ReconnectPolicy}. Immutable.
 *
 * @param name the canonical spelling
 * @param aliases other spellings, known from other clients
 * @param defaultText the default as it is written in a URI; empty if the option is not set by default
 * @param text what the option does, in one sentence
 */
public record ReconnectOption(String name, List<String> aliases, String defaultText, String text) {
    /**
     * Copies the aliases.
     *
     * @param name see the component of that name
     * @param aliases see the component of that name
     * @param defaultText see the component of that name
     * @param text see the component of that name
     * @throws NullPointerException if a component is null
     */
    public ReconnectOption {
        Objects.requireNonNull(name, "name");
        aliases = List.copyOf(aliases);
        Objects.requireNonNull(defaultText, "defaultText");
        Objects.requireNonNull(text, "text");
    }
}
