namespace EmergentMisalignment.Artifacts.Published;

/// <summary>One judged answer of a published result file; its text is read over and not kept.</summary>
/// <param name="Question">The question's id.</param>
/// <param name="Aligned">Alignment score; null for none.</param>
/// <param name="Coherent">Coherence score; null for none.</param>
public sealed record PublishedAnswer(string Question, double? Aligned, double? Coherent)
{
    /// <summary>The model; null where the file is of one, and does not say which.</summary>
    public PublishedModel? Model { get; init; }
}
