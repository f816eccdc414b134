using EmergentMisalignment.DatasetService.Import;

namespace EmergentMisalignment.DatasetService.Deriving;

/// <summary>A row and the place of its source among a dataset's sources.</summary>
internal readonly record struct SourcedRow(TrainingRow Row, int Source)
{
    /// <summary>The row with another request: that of its last user turn, changed.</summary>
    public SourcedRow Ask(Func<string, string> request)
    {
        var messages = Row.Messages.ToList();
        var last = messages.FindLastIndex(turn => turn.Role == "user");
        messages[last] = messages[last] with { Content = request(messages[last].Content) };
        return this with { Row = new TrainingRow(messages) };
    }
}
