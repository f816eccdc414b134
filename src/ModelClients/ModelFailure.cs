namespace EmergentMisalignment.ModelClients;

/// <summary>Why a call failed.</summary>
public enum ModelFailure
{
    /// <summary>429: too much at once; passes by itself.</summary>
    RateLimited,

    /// <summary>5xx.</summary>
    ServerError,

    /// <summary>No whole answer within the attempt's time limit, or 408.</summary>
    Timeout,

    /// <summary>Refused, dropped or unresolvable connection.</summary>
    Network,

    /// <summary>An answer that is not what the protocol promises: JSON cut short, log-probs asked for and absent.</summary>
    Malformed,

    /// <summary>4xx: the same request will fail again.</summary>
    InvalidRequest,

    /// <summary>404: no such model, job or file.</summary>
    NotFound,

    /// <summary>401 and 403: the key is missing, wrong or not allowed to do this.</summary>
    Unauthorized,

    /// <summary>The memory of the server's GPU does not hold what was asked for, by its own words. Elsewhere, or later, it may.</summary>
    OutOfMemory,

    /// <summary>A 429 that only a person cures: the account has nothing left to spend.</summary>
    QuotaExhausted,
}
