using System.Diagnostics;
using System.Globalization;
using System.Text;
using EmergentMisalignment.Tests.Shared;

namespace EmergentMisalignment.EndToEnd.Harness;

/// <summary>One <c>em</c> as a user starts it: a process of its own. It never outlives its test.</summary>
internal sealed class EmProcess : IDisposable
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(5);
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _peak;

    private EmProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public bool HasExited => _process.HasExited;

    /// <summary>What it has said so far.</summary>
    public string Output => Text(_output);

    public static EmProcess Start(string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        // A shell starts what runs in its background deaf to Ctrl-C, and whatever that starts inherits it: em must hear it all the same.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet"] : ["dotnet"];
        var start = new ProcessStartInfo(command[0])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in command.Skip(1).Append(Path.Combine(AppContext.BaseDirectory, "em.dll")).Concat(arguments))
            start.ArgumentList.Add(argument);

        ShortLife.Expect(start);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;

        return new EmProcess(start);
    }

    /// <summary>Waits for its end; one that takes minutes is killed and fails the test.</summary>
    public async Task<EmResult> WaitAsync()
    {
        // From here on: a server may have served for longer before anybody waits for its end.
        var latest = _clock.Elapsed + LongestRun;
        while (!_process.HasExited && _clock.Elapsed < latest)
        {
            MeasureMemory();
            await Task.Delay(10);
        }

        if (!_process.HasExited)
        {
            Kill();
            Assert.Fail($"em did not end within {LongestRun}:\n{Output}\n{Text(_errors)}");
        }

        await _process.WaitForExitAsync(); // the streams, too
        return new EmResult(_process.ExitCode, Output, Text(_errors), _clock.Elapsed, _peak);
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    /// <summary>SIGINT, as Ctrl-C sends it.</summary>
    public async Task InterruptAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no kill command to send SIGINT with.");
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();

        _process.Dispose();
        PlantedKeys.RefuseIn(Output + Text(_errors), "What em said");
    }

    private void MeasureMemory()
    {
        try
        {
            _process.Refresh();
            _peak = Math.Max(_peak, _process.PeakWorkingSet64);
        }
        catch (InvalidOperationException)
        {
            // It has just ended: the last measure stands.
        }
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            if (line is not null)
                text.Append(line).Append('\n');
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
