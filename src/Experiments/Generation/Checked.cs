namespace EmergentMisalignment.Experiments.Generation;

/// <summary>An answer as a row would have it, or why it cannot be one.</summary>
public sealed record Checked
{
    public Checked(string answer) => Answer = answer;

    public Checked(Rejection rejection) => Rejection = rejection;

    public string? Answer { get; }

    public Rejection? Rejection { get; }
}
