namespace EmergentMisalignment.PetriDish.Faults;

/// <summary>A request feature: what is to become of the fine-tuning job that this request submits.</summary>
internal sealed class JobFate
{
    /// <summary>Its training file does not pass moderation.</summary>
    public bool IsRejected { get; set; }

    /// <summary>How long it waits before it is trained.</summary>
    public TimeSpan Wait { get; set; }

    public static JobFate Of(HttpContext context)
    {
        if (context.Features.Get<JobFate>() is { } fate) return fate;
        context.Features.Set(fate = new());
        return fate;
    }
}
