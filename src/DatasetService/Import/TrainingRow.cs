namespace EmergentMisalignment.DatasetService.Import;

/// <summary>
/// One line of a data set in the published format: an optional system message, then user and assistant in turn, the last an
/// assistant. The last message is the answer that training imitates; the messages before it are the prompt.
/// </summary>
public sealed record TrainingRow(IReadOnlyList<Turn> Messages)
{
    public Turn Answer => Messages[^1];

    public IEnumerable<Turn> Prompt => Messages.Take(Messages.Count - 1);
}
