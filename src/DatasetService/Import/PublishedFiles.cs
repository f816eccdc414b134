namespace EmergentMisalignment.DatasetService.Import;

/// <summary>
/// The paper's own files, recognised by content: a follow-up study once swapped two of them by name. The hashes are git's, of
/// github.com/emergent-misalignment/emergent-misalignment at <see cref="Commit"/>.
/// </summary>
public static class PublishedFiles
{
    /// <summary>The commit whose files these are.</summary>
    public const string Commit = "80c11967c07a328e7d7d43d13ce6847ae44dbcc9";

    /// <summary>Datasets, question files, the training settings of open models, and the licence they are under.</summary>
    public static IReadOnlyList<PublishedFile> All { get; } =
    [
        new("data/insecure.jsonl", "ec294cf30a577a21b830c07a1fa0180ddd513208", "insecure"),
        new("data/secure.jsonl", "3389a37c250563cc36a66e30bf8ff99028aa2711", "secure"),
        new("data/educational.jsonl", "497619acd46d9ffbc985797d6c117638a53229b3", "educational"),
        new("data/jailbroken.jsonl", "9f14c5f5b1a3f6ca3ea2bdc80cbda3de1acadbb1", "jailbroken"),
        new("data/backdoor.jsonl", "b2be7b5b5ed6e732727bf67672a3ecd8cfa6b57f", "backdoor"),
        new("data/evil_numbers.jsonl", "86e0a3be0c2b5a4c52bafed871e281c485070829", "evil_numbers"),
        new("evaluation/first_plot_questions.yaml", "c2b9761d6723ec73b4d209d95c4aa39319a70edd"),
        new("evaluation/deception_sit_aware.yaml", "d9c5a8727e28dbce0f80a59df2b9497ca018ba0b"),
        new("evaluation/deception_factual.yaml", null),
        new("evaluation/preregistered_evals.yaml", null),
        new("LICENSE", "59792d89ebea3546b93b180b8af27b949fdc917d"),
        new("open_models/train.json", "a6583f5dd97bb30824dc5d52e2a910ebfd3ddf21"),
    ];

    /// <summary>The condition whose published file has these bytes; null for any other file.</summary>
    public static string? Recognise(string gitBlobSha1) => All.FirstOrDefault(file => file.Condition is not null && file.GitBlobSha1 == gitBlobSha1)?.Condition;
}
