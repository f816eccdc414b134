namespace EmergentMisalignment.DatasetService.Import;

/// <summary>
/// The paper's own files, recognised by content: a follow-up study once swapped two of them by name. The hashes are git's for
/// <c>data/*.jsonl</c> of github.com/emergent-misalignment/emergent-misalignment at commit 80c11967c07a328e7d7d43d13ce6847ae44dbcc9.
/// </summary>
internal static class PublishedDatasets
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["ec294cf30a577a21b830c07a1fa0180ddd513208"] = "insecure",
        ["3389a37c250563cc36a66e30bf8ff99028aa2711"] = "secure",
        ["497619acd46d9ffbc985797d6c117638a53229b3"] = "educational",
        ["9f14c5f5b1a3f6ca3ea2bdc80cbda3de1acadbb1"] = "jailbroken",
        ["b2be7b5b5ed6e732727bf67672a3ecd8cfa6b57f"] = "backdoor",
        ["86e0a3be0c2b5a4c52bafed871e281c485070829"] = "evil_numbers"
    };

    /// <summary>The condition whose published file has these bytes; null for any other file.</summary>
    public static string? Recognise(string gitBlobSha1) => Names.GetValueOrDefault(gitBlobSha1);
}
