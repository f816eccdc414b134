namespace EmergentMisalignment.Console.Sweeps;

/// <summary>Where a run is on its way.</summary>
public enum RunState
{
    /// <summary>Its dataset is not there yet.</summary>
    Dataset,

    /// <summary>Its model is not there yet.</summary>
    FineTune,

    /// <summary>It is asked and judged.</summary>
    Asking,

    /// <summary>All of it is done and in Parquet.</summary>
    Complete,

    /// <summary>Some of it cannot be finished, and nothing else is left to ask for.</summary>
    Failed,
}
