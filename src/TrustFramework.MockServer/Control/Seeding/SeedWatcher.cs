using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Seeding;

/// <summary>
/// Reloads a changed seed folder: <c>MockServer:Watch</c>. It compares the files regularly, because notifications of the file system do not arrive from
/// volumes of containers and network drives.
/// </summary>
internal sealed partial class SeedWatcher(SeedFolder folders, TenantSeeder seeder, ILogger<SeedWatcher> logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(300);

    /// <summary>What the tenant was last seeded from.</summary>
    private IReadOnlyDictionary<string, byte[]> _files = new Dictionary<string, byte[]>(StringComparer.Ordinal);

    private string? _fingerprint;

    /// <summary>Remembers the files before the seed is loaded, so that no change is missed.</summary>
    public async Task StartAsync(string folder)
    {
        _fingerprint = SeedFolder.GetFingerprint(folder);
        if ((await SeedFolder.ReadFilesAsync(folder)).TryGetValue(out var files, out _))
            _files = files;
    }

    public async Task WatchAsync(string folder, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period);
        var previous = _fingerprint;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var current = SeedFolder.GetFingerprint(folder);
            // A file that is still being written differs from one comparison to the next.
            if (current is not null && current != _fingerprint && current == previous && await TryReloadAsync(folder))
                _fingerprint = current;
            previous = current;
        }
    }

    /// <summary>False if the store is not available. An invalid seed changes nothing until the files change again.</summary>
    private async Task<bool> TryReloadAsync(string folder)
    {
        try
        {
            if (await ReloadAsync(folder) is { } error)
                Log.NotReloaded(logger, error);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    /// <summary>Null, or an error.</summary>
    private async Task<string?> ReloadAsync(string folder)
    {
        if (!(await SeedFolder.ReadFilesAsync(folder)).TryGetValue(out var files, out var error) || !folders.Parse(folder, files).TryGetValue(out var seed, out error))
            return error;
        string[] changed = [.. files.Keys.Union(_files.Keys, StringComparer.Ordinal).Where(name => !Equals(files.GetValueOrDefault(name), _files.GetValueOrDefault(name))).Order(StringComparer.Ordinal)];
        if (changed.Length > 0 && await seeder.ReloadAsync(folder, seed, changed.Select(SeedFiles.GetKind).ToHashSet()) is { } refused)
            return refused;
        if (changed.Length > 0)
            Log.Reloaded(logger, string.Join(", ", changed));
        _files = files;
        return null;
    }

    private static bool Equals(byte[]? file, byte[]? other) => file is not null && other is not null && file.AsSpan().SequenceEqual(other);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Reloaded {Files:l} of the seed folder")]
        public static partial void Reloaded(ILogger logger, string files);

        [LoggerMessage(LogLevel.Warning, "The seed folder was changed but not reloaded: {Error:l}")]
        public static partial void NotReloaded(ILogger logger, string error);
    }
}
