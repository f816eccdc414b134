using System.Globalization;

namespace EmergentMisalignment.Cli.Diagnosis;

/// <summary>This machine's clock beside another's: tokens, certificates and the dates in reports go wrong with it, and nothing says why.</summary>
internal static class Clock
{
    /// <summary>Sign-in with Entra ID and OpenID Connect allows some minutes; a synchronised clock is off by milliseconds.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(1);

    /// <param name="of">Whose the other clock is.</param>
    /// <param name="theirs">What it says.</param>
    /// <param name="ours">What this machine's said then.</param>
    public static Finding Compare(string of, DateTimeOffset theirs, DateTimeOffset ours)
    {
        var ahead = ours - theirs;
        return ahead.Duration() <= Most
            ? new Finding($"clock and {of}", true, "agree to a minute")
            : new Finding(
                $"clock and {of}", false, string.Create(CultureInfo.InvariantCulture, $"this machine's is {ahead.Duration().TotalSeconds:N0} s {(ahead > TimeSpan.Zero ? "ahead" : "behind")}: synchronise both (timedatectl set-ntp true)"));
    }

    /// <summary>By the date of any answer, of an error too; null when nobody answers or says when.</summary>
    public static async Task<Finding?> CompareAsync(string of, Uri address, TimeProvider time, CancellationToken cancellation)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10) };
        try
        {
            using var answer = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, address), cancellation);
            return answer.Headers.Date is { } theirs ? Compare(of, theirs, time.GetUtcNow()) : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
