using System.Net;
using System.Net.Sockets;
using EmergentMisalignment.EndToEnd.Harness;
using EmergentMisalignment.Harness;

namespace EmergentMisalignment.EndToEnd;

/// <summary><c>em console</c>: started, stopped in the middle of a sweep, started again.</summary>
public class ConsoleCommandTests
{
    private static readonly Sweep Sweep = new() { Seeds = 2, Rows = 3000, Samples = 12 };

    [Fact]
    public async Task Ctrl_C_stops_it_cleanly_and_the_next_start_goes_on_with_what_was_under_way()
    {
        using var place = new Workplace();
        var url = $"http://127.0.0.1:{LoopbackPort.Free()}";
        place.Write("sweep.yaml", Sweep.Yaml);
        using (var console = await StartAsync(place, url))
        {
            var training = LedgerView.WaitForAsync(console, place.Data, "tested", progress => progress.Training > 0);
            (await place.EmAsync("submit", "sweep.yaml", "--server", url)).ShouldSucceed();
            await training;
            await console.InterruptAsync();
            (await console.WaitAsync()).ShouldRefuse(130, "Stopped");
        }

        using (var console = await StartAsync(place, url))
        {
            Assert.Equal(0, (await place.EmAsync("watch", "tested", "--server", url)).ExitCode);
            await console.InterruptAsync();
            (await console.WaitAsync()).ShouldRefuse(130, "Stopped");
        }

        // What the console has done is there for em run, and the other way round.
        var run = (await place.RunAsync(Sweep)).ShouldSucceed();
        Assert.Equal(0, ReusedLine.Of(run.Output, "answers").Computed);
    }

    [Fact]
    public async Task A_taken_port_a_folder_in_use_and_an_address_for_others_are_refused_with_a_sentence()
    {
        using var place = new Workplace();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";
        (await place.EmAsync("console", "--url", taken, "--data", place.Data)).ShouldRefuse(3, taken, "taken", "--url");
        (await place.EmAsync("console", "--url", "http://0.0.0.0:8085", "--data", place.Data)).ShouldRefuse(2, "--url", "this machine alone");
        (await place.EmAsync("console", "--url", "nonsense", "--data", place.Data)).ShouldRefuse(2, "--url", "http://127.0.0.1:8085");

        using var first = await StartAsync(place, $"http://127.0.0.1:{LoopbackPort.Free()}");
        (await place.EmAsync("console", "--url", $"http://127.0.0.1:{LoopbackPort.Free()}", "--data", place.Data)).ShouldRefuse(3, place.Data, "process");
    }

    private static async Task<EmProcess> StartAsync(Workplace place, string url)
    {
        var em = EmProcess.Start(place.Folder, ["console", "--url", url, "--data", place.Data]);
        while (!em.Output.Contains("The Console is at", StringComparison.Ordinal))
        {
            Assert.False(em.HasExited, $"em console has ended: {em.Output}");
            await Task.Delay(20);
        }

        return em;
    }
}
