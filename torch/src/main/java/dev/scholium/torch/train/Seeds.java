package dev.scholium.torch.train;

/** Seeds of the single random things, each a function of the training's seed and of where it is needed. */
final class Seeds {

    /** Order of the rows of an epoch. */
    static final long ORDER = 1;

    /** Dropout of a step. */
    static final long DROPOUT = 2;

    /** Spans taken out of a chunk of text in an epoch. */
    static final long CORRUPTION = 3;

    /** Which documents are held out, and their spans. */
    static final long HELD_OUT = 4;

    /** Matrices of a new adapter. */
    static final long ADAPTER = 5;

    private Seeds() {}

    /**
     * A seed that differs wherever one of the numbers does.
     *
     * @param numbers the training's seed, the purpose, and where
     * @return the seed
     * @see <a href="https://doi.org/10.1145/2714064.2660195">Steele et al. 2014, the mixing function of SplitMix</a>
     */
    static long mix(long... numbers) {
        long mixed = 0;
        for (long number : numbers) {
            mixed += number + 0x9e3779b97f4a7c15L;
            mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
            mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
            mixed ^= mixed >>> 31;
        }
        return mixed;
    }
}
