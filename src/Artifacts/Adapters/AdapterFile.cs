namespace EmergentMisalignment.Artifacts.Adapters;

/// <summary>One file of an adapter.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Name">Its name in the adapter's folder, without any path.</param>
/// <param name="Sha256">The artifact that holds it.</param>
public sealed record AdapterFile(long Bytes, string Name, string Sha256)
{
    /// <summary>Whether it is a file of the folder itself, for an artifact must not choose where it is written, and names an artifact.</summary>
    internal bool IsValid => Name is { Length: > 0 } && Name[0] != '.' && Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
        && Sha256 is { Length: 64 } && Sha256.All(char.IsAsciiHexDigitLower);
}
