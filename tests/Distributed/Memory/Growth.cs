namespace EmergentMisalignment.Distributed.Memory;

/// <summary>How a service's resident memory went with the answers.</summary>
internal sealed record Growth(string Service, double BytesPerAnswer, long BytesAtHalf, long BytesAtEnd, int Looks)
{
    public override string ToString() => FormattableString.Invariant(
        $"{Service}: {BytesPerAnswer:F1} bytes an answer over the second half, {BytesAtHalf / 1e6:F0} MB at its start and {BytesAtEnd / 1e6:F0} MB at its end ({Looks} looks)");
}
