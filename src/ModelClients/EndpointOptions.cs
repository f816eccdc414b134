using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace EmergentMisalignment.ModelClients;

/// <summary>How to reach one endpoint, and how hard to press it.</summary>
public sealed class EndpointOptions
{
    public required string Name { get; init; }

    public required EndpointKind Kind { get; init; }

    /// <summary>The server's address; <c>/v1</c> is added where the path is empty, except for Azure, which has its own layout.</summary>
    public required Uri Url { get; init; }

    /// <summary>Never printed, logged or serialised; null for servers without keys, and for Azure with Entra ID.</summary>
    [JsonIgnore]
    public string? ApiKey { get; init; }

    /// <summary>
    /// Calls in flight at once, retries and their waits included. More only helps while the server has room: past its limit every further
    /// call comes back as a 429. vLLM likes a few hundred, a paid API what its rate limit allows.
    /// </summary>
    public int MaxConcurrency { get; init; } = 64;

    /// <summary>
    /// Time limit of one attempt, from sending to the last byte. Must exceed the slowest honest answer (<see cref="MaxN"/> long completions):
    /// a server that is cut off has usually done, and billed, the work already.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Attempts in all, the first included. Six of them wait about half a minute together, enough for a restarted server.</summary>
    public int MaxAttempts { get; init; } = 6;

    /// <summary>
    /// The longest Retry-After to sit out. A server that asks for more gets its way too, but in the caller's hands: the call fails at once with
    /// <see cref="ModelCallException.RetryAfter"/>, so that a worker can give its work back instead of holding it.
    /// </summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Most completions to ask for in one call; 1 where the server ignores <c>n</c>. One prompt read for many answers is cheaper.</summary>
    public int MaxN { get; init; } = 128;

    /// <summary>
    /// What all processes together may ask of each model in a minute, where you know it or want to leave some for others. Without it the provider's headers count, and
    /// without those its refusals; an endpoint that does neither is not limited.
    /// </summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>As above, in tokens: of a prompt and the longest answers it may get, as providers count before they answer.</summary>
    public int? TokensPerMinute { get; init; }

    /// <summary>What it can do, as far as that is declared (section <c>Capabilities</c>) or follows from its kind. The rest is found out by asking.</summary>
    public EndpointCapabilities Capabilities { get; init; } = new();

    /// <summary>Declared to cost nothing: a server of one's own. Without it a model that no price table prices is refused, unless it is a miniature.</summary>
    public bool Free { get; init; }

    /// <summary>
    /// What all sweeps of a ledger together may spend here, in US dollars; null for no limit. It bounds a mistake in a sweep's own budget; too low, and sweeps pause
    /// that still have money.
    /// </summary>
    public decimal? Budget { get; init; }

    /// <summary>Names the endpoint where something is remembered of it: under another address it may be another server.</summary>
    public string Place => $"{Name.ToLowerInvariant()}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Url.AbsoluteUri)))[..12]}";

    /// <summary>
    /// Each worker has a server of its own at this address, such as a vLLM in its pod, and nobody else has: a sweep that uses it is taken without asking, so what the server
    /// lacks shows only when work has begun. Declare it in <see cref="Capabilities"/>, and it shows before.
    /// </summary>
    public bool Sidecar { get; init; }

    /// <summary>What a server says, without the key: some repeat what they were sent.</summary>
    internal string? WithoutKey(string? words) => string.IsNullOrEmpty(ApiKey) ? words : words?.Replace(ApiKey, "[key]", StringComparison.Ordinal);

    public override string ToString() => $"{Name} ({Kind}) at {Url}";
}
