package dev.scholium.web.browse;

import dev.scholium.browse.Place;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is read, as readers are told of it.
 *
 * @param all the data files and run folders, in order
 */
record Places(List<Place> all) {

    Places {
        all = List.copyOf(all);
    }

    /** {@return their names in one line} */
    String title() {
        return all.stream().map(Place::name).collect(Collectors.joining(", "));
    }

    /** {@return what a source or trial is called: with its run's name where there are several places} */
    String name(int place, String within) {
        return all.size() > 1 ? all.get(place).name() + "/" + within : within;
    }
}
