namespace EmergentMisalignment.Artifacts.Adapters;

/// <summary>
/// The list of an adapter's files. It is an artifact itself, and its name stands for the adapter: <c>{"files":[{"bytes":…,"name":"…","sha256":"…"}],"kind":"adapter"}</c>,
/// keys and files in the order of the alphabet and without spaces, so that the same files give the same name whoever writes it.
/// </summary>
public sealed record AdapterManifest(IReadOnlyList<AdapterFile> Files, string Kind = AdapterManifest.Adapter)
{
    public const string Adapter = "adapter";
}
