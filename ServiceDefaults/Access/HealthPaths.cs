using Microsoft.AspNetCore.Http;

namespace EmergentMisalignment.ServiceDefaults.Access;

public static class HealthPaths
{
    /// <summary>Whether a request asks how the process is, as probes do every few seconds: answered without a key, and not worth a trace.</summary>
    public static bool Include(PathString path) => path.StartsWithSegments("/health") || path.StartsWithSegments("/alive");
}
