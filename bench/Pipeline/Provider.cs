using System.Net.Http.Json;
using EmergentMisalignment.Harness;

namespace EmergentMisalignment.Bench.Pipeline;

/// <summary>PetriDish as a process of its own, which answers as late as it is told to.</summary>
internal static class Provider
{
    public static Task<ServiceProcess> StartAsync(TemporaryFolder folder, CancellationToken cancellation) => ServiceProcess.StartAsync(
        "PetriDish",
        new Dictionary<string, string> { ["PetriDish__DataFolder"] = folder.Of("petri"), ["Logging__LogLevel__Default"] = "Warning" },
        cancellation);

    public static async Task AnswerAfterAsync(ServiceProcess petri, int milliseconds, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = petri.Address };
        object[] rules = milliseconds == 0 ? [] : [new { route = "/v1/chat", kind = "latency", latency_ms = milliseconds }];
        using var answer = await http.PutAsJsonAsync("petri/faults", new { rules }, cancellation);
        answer.EnsureSuccessStatusCode();
    }
}
