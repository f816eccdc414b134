namespace EmergentMisalignment.Answers.Files;

/// <summary>One of the files that hold a sweep's answers.</summary>
/// <param name="Artifact">Its SHA-256.</param>
/// <param name="Path">Where it is.</param>
/// <param name="First">The number of its first row among the rows of all the files; a multiple of eight, so that no two files share a byte of a set of rows.</param>
/// <param name="Count">Its rows, those of other sweeps included.</param>
internal sealed record ArtifactRows(string Artifact, string Path, int First, int Count)
{
    /// <summary>Rows of files in this order, past the last of them.</summary>
    public static int Past(IReadOnlyList<ArtifactRows> files) => files is [.., var last] ? Align(last.First + last.Count) : 0;

    /// <summary>The next multiple of eight.</summary>
    public static int Align(int number) => checked(number + 7) & ~7;
}
