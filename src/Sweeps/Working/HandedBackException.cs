namespace EmergentMisalignment.Sweeps.Working;

/// <summary>The process was asked to stop in the middle of a piece of work, at a place where nothing is lost.</summary>
internal sealed class HandedBackException() : Exception("The process is asked to stop; the rest of the work is another's.");
