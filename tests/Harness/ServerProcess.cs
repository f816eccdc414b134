using System.Diagnostics;
using System.Globalization;

namespace EmergentMisalignment.Harness;

/// <summary>A server in a process of its own. It never outlives its owner.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const int LinesKept = 400;
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(70);

    private readonly Process _process;
    private readonly Queue<string> _lines = new();

    private ServerProcess(string name, ProcessStartInfo start)
    {
        Name = name;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Name { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>The last lines it said.</summary>
    public string Output
    {
        get
        {
            lock (_lines)
                return string.Join('\n', _lines);
        }
    }

    public static ServerProcess Start(string name, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        return new ServerProcess(name, start);
    }

    /// <summary>Waits until it is ready for work.</summary>
    /// <exception cref="InvalidOperationException">It ended, or took too long; the message holds what it said.</exception>
    public async Task ReadyAsync(Func<CancellationToken, Task<bool>> isReady, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        while (!await isReady(cancellation))
        {
            if (HasExited || clock.Elapsed > LongestStart)
                throw new InvalidOperationException($"{Name} {(HasExited ? $"ended with code {ExitCode}" : $"was not ready within {LongestStart}")}:\n{Output}");
            await Task.Delay(100, cancellation);
        }
    }

    /// <summary>SIGTERM, to the program of the tree that has this name or else to the whole of it; then the end is waited for.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync(string? program = null)
    {
        if (HasExited)
            return ExitCode;

        var target = program is null ? Id : ProcessTree.Find(Id, program) ?? Id;
        using (var kill = Process.Start("kill", ["-TERM", target.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();

        using var limit = new CancellationTokenSource(LongestStop);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
            throw new TimeoutException($"{Name} did not end within {LongestStop} of SIGTERM and was killed:\n{Output}");
        }

        return ExitCode;
    }

    /// <summary>SIGKILL, to all that it started too: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (_lines)
        {
            if (line is null)
                return;
            _lines.Enqueue(line);
            if (_lines.Count > LinesKept)
                _lines.Dequeue();
        }
    }
}
