/// A library to preload (`LD_PRELOAD`), which makes a process fail at a chosen change to its files. It has no function to call; see faults.c.
