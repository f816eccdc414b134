using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using EmergentMisalignment.Tests.Shared;

namespace EmergentMisalignment.Distributed.Harness;

/// <summary>A process that never outlives the tests, with the last of what it said.</summary>
internal sealed class ChildProcess : IDisposable
{
    private const int LinesKept = 300;
    private static volatile bool _isOver;
    private static readonly ConcurrentDictionary<ChildProcess, bool> Living = new();
    private readonly Process _process;
    private readonly Queue<string> _lines = new();
    private string? _leak;

    static ChildProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        _isOver = true;
        foreach (var child in Living.Keys)
            child.Kill();
    };

    private ChildProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Append(line.Data);
        _process.ErrorDataReceived += (_, line) => Append(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Living[this] = true;
        if (_isOver)
            Kill(); // Somebody interrupted the tests, and a supervisor took that for an accident.
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>The last lines of its output and errors.</summary>
    public string Output
    {
        get
        {
            lock (_lines)
                return string.Join('\n', _lines);
        }
    }

    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public static ChildProcess Start(string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        ShortLife.Expect(start);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        return new ChildProcess(start);
    }

    /// <summary>SIGKILL, to it and to what it started: no handler runs, nothing is flushed.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
    }

    /// <summary>SIGTERM, as Kubernetes and service managers ask a process to end.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async Task<int> WaitForExitAsync(CancellationToken cancellation = default)
    {
        await _process.WaitForExitAsync(cancellation);
        return _process.ExitCode;
    }

    /// <summary>Fails the test if any line of its output, from its first, held a planted key.</summary>
    public void RefuseLeak() => PlantedKeys.RefuseIn(_leak ?? "", "What a process said");

    public void Dispose()
    {
        Kill();
        Living.TryRemove(this, out _);
        _process.Dispose();
        RefuseLeak();
    }

    private void Append(string? line)
    {
        if (line is null)
            return;

        lock (_lines)
        {
            if (PlantedKeys.AreIn(line))
                _leak ??= line;

            _lines.Enqueue(line);
            if (_lines.Count > LinesKept)
                _lines.Dequeue();
        }
    }
}
