namespace EmergentMisalignment.FineTuneService.Training;

/// <summary>What a model that was trained here is sampled under. The name is the content's, so whoever is asked for the model knows where it is and what it must hash to.</summary>
internal static class AdapterName
{
    /// <param name="sha256">The adapter's artifact.</param>
    public static string Of(string sha256) => $"adapter-{sha256}";
}
