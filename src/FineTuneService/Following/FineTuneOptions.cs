namespace EmergentMisalignment.FineTuneService.Following;

/// <summary>How fine-tunes are submitted.</summary>
public sealed class FineTuneOptions
{
    public const string Section = "FineTunes";

    /// <summary>Renewed while an upload goes on, so it says how long others wait for a process that died, not how long an upload may take.</summary>
    public TimeSpan UploadLease { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a submission may take, from its claim to the provider's answer; what has not been sent by then never is. Longer suits a provider that is slow
    /// to accept; but so long, and <see cref="ShowsAfter"/> longer, does everybody wait for the job of a process that died in between.
    /// </summary>
    public TimeSpan SubmitWithin { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long after that a job the provider has taken may be missing from its list.</summary>
    public TimeSpan ShowsAfter { get; set; } = TimeSpan.FromSeconds(15);
}
