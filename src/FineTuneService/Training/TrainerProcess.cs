using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace EmergentMisalignment.FineTuneService.Training;

/// <summary>The trainer as a process. It stops when its standard input ends, so it does not outlive this one, however that dies.</summary>
internal sealed class TrainerProcess : IDisposable
{
    private const int WordsKept = 20;

    private readonly Process _process;
    private readonly Queue<string> _said = new();
    private readonly Task _listening;

    private TrainerProcess(Process process)
    {
        _process = process;
        _listening = ListenAsync();
    }

    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static TrainerProcess Start(TrainerOptions options, TrainingFolder folder, int? microBatch)
    {
        var start = new ProcessStartInfo(options.Command)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] own = ["--settings", folder.Settings, "--data", folder.Data, "--output", folder.Output, "--resume", "--stop-with-input"];
        foreach (var argument in options.Arguments.Concat(own))
            start.ArgumentList.Add(argument);
        if (microBatch is { } rows)
        {
            start.ArgumentList.Add("--micro-batch");
            start.ArgumentList.Add(rows.ToString(CultureInfo.InvariantCulture));
        }

        return new TrainerProcess(Process.Start(start)!);
    }

    /// <summary>The events as they come, until the process closes its output. A line that is none is the trainer's own fault and is passed over.</summary>
    public async IAsyncEnumerable<TrainerEvent> EventsAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Parse(line) is { } read)
                yield return read;
        }
    }

    /// <summary>Asks it to write a checkpoint and end; kills it when that takes longer than <paramref name="limit"/>.</summary>
    public async Task StopAsync(TimeSpan limit, TimeProvider time)
    {
        try
        {
            _process.StandardInput.Close();
            using var late = new CancellationTokenSource(limit, time);
            await _process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (IOException)
        {
            // It has ended already.
        }
    }

    /// <summary>The exit code, and the last that it said on standard error.</summary>
    public async Task<(int Code, string LastWords)> EndAsync()
    {
        await _process.WaitForExitAsync();
        await _listening;
        return (_process.ExitCode, string.Join(' ', _said));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private async Task ListenAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            _said.Enqueue(line.Trim());
            if (_said.Count > WordsKept)
                _said.Dequeue();
        }
    }

    private static TrainerEvent? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, TrainingJson.Default.TrainerEvent);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
