namespace EmergentMisalignment.Cli.Fetching;

/// <summary>What became of a file that was to be fetched.</summary>
internal enum FetchOutcome
{
    /// <summary>It came, and its bytes are those that were published.</summary>
    Fetched,

    /// <summary>It was there, with the published bytes.</summary>
    Kept,

    /// <summary>It is there, but its published hash is not known here.</summary>
    Unverified,

    /// <summary>The server has none, and it is one whose published hash is not known here.</summary>
    Absent,
}
