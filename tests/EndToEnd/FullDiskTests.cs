using System.Diagnostics;
using EmergentMisalignment.EndToEnd.Harness;

namespace EmergentMisalignment.EndToEnd;

/// <summary>Disks that are really full: a file system of a few megabytes, where the test may mount one.</summary>
public class FullDiskTests
{
    [Fact]
    public async Task A_disk_too_small_for_the_sweep_is_refused_before_anything_is_written()
    {
        using var place = new Workplace();
        await using var disk = await SmallDisk.MountAsync(place.PathOf("disk"), megabytes: 4);
        place.Write("sweep.yaml", new Sweep().Yaml);
        var data = Path.Combine(disk.Folder, "data");
        (await place.EmAsync("run", "sweep.yaml", "--data", data, "--out", place.Out)).ShouldRefuse(3, data, "MB free");
        Assert.Empty(Directory.GetFileSystemEntries(disk.Folder));
        Assert.False(Directory.Exists(place.Out));
    }

    [Fact]
    public async Task A_disk_that_fills_up_under_way_ends_the_run_in_one_sentence_and_space_lets_it_go_on()
    {
        using var place = new Workplace();
        await using var disk = await SmallDisk.MountAsync(place.PathOf("disk"), megabytes: 160);
        var sweep = new Sweep { Seeds = 2, Rows = 600, Samples = 60 };
        var data = Path.Combine(disk.Folder, "data");
        string[] run = ["run", place.Write("sweep.yaml", sweep.Yaml), "--data", data, "--out", place.Out];
        using (var em = EmProcess.Start(place.Folder, run))
        {
            await LedgerView.WaitForAsync(em, data, "tested", progress => progress.Training > 0);
            disk.Fill();
            (await em.WaitAsync()).ShouldRefuse(3, data, "full");
        }

        disk.Empty();
        (await place.EmAsync(run)).ShouldSucceed();
        Assert.Empty(place.Results.UnevenCells(sweep.Samples));
    }

    private sealed class SmallDisk : IAsyncDisposable
    {
        private SmallDisk(string folder) => Folder = folder;

        public string Folder { get; }

        private string Filling => Path.Combine(Folder, "filling");

        public static async Task<SmallDisk> MountAsync(string folder, int megabytes)
        {
            Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs tmpfs.");
            Directory.CreateDirectory(folder);
            var mounted = await ExecuteAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder);
            Assert.SkipUnless(mounted, "Mounting is not permitted here.");
            return new SmallDisk(folder);
        }

        public void Fill()
        {
            using var file = new FileStream(Filling, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            var block = new byte[4096];
            try
            {
                while (true)
                    file.Write(block);
            }
            catch (IOException)
            {
                // Full: as wanted.
            }
        }

        public void Empty() => File.Delete(Filling);

        public async ValueTask DisposeAsync() => await ExecuteAsync("umount", "--lazy", Folder);

        private static async Task<bool> ExecuteAsync(string program, params string[] arguments)
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
            try
            {
                using var process = Process.Start(start)!;
                await process.WaitForExitAsync();
                return process.ExitCode == 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }
}
