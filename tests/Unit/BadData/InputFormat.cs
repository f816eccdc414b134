namespace EmergentMisalignment.Unit.BadData;

/// <summary>A kind of file that people bring, and the reader that the product reads it with.</summary>
/// <param name="Name">What it is called in tables.</param>
/// <param name="File">What messages call the file.</param>
/// <param name="Read">Reads it to its end, or throws.</param>
internal sealed record InputFormat(string Name, string File, Action<byte[]> Read)
{
    public override string ToString() => Name;
}
