using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Hosting;

namespace EmergentMisalignment.ServiceDefaults.Telemetry;

internal static class LoggingExtensions
{
    /// <summary>A line for every probe and every HTTP request buries what services say themselves. Configured levels win: these stand before all other sources.</summary>
    public static void QuietLogs(this IHostApplicationBuilder builder) =>
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
                ["Logging:LogLevel:System.Net.Http"] = "Warning",
                ["Logging:LogLevel:Polly"] = "Warning",
            },
        });
}
