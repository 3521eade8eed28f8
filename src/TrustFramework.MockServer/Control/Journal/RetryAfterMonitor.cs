using System.Globalization;
using System.Runtime.InteropServices;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>Sees who comes again before the <c>Retry-After</c> of the last answer has passed. By the server's own clock, as the client waits by its own.</summary>
internal sealed class RetryAfterMonitor
{
    private const string HeaderName = "Retry-After";

    private const int MaxEntries = 4096;

    private readonly Lock _lock = new();
    private readonly Dictionary<RequestKey, RetryWindow> _windows = [];
    private bool _hasWindows;

    /// <summary>The warning, if there is one; and remembers what this answer asks for.</summary>
    /// <param name="arrived">When the request came.</param>
    /// <param name="answered">When its answer was ready.</param>
    public string? Check(JournalEntry entry, DateTimeOffset arrived, DateTimeOffset answered)
    {
        var asked = GetRetryAfter(entry, answered);
        // The common case waits for nobody. Whoever is remembered just now had no answer yet when this one came.
        if (asked is null && !Volatile.Read(ref _hasWindows))
            return null;
        lock (_lock)
        {
            var call = new RequestKey(entry.Tenant, entry.Details.Client, entry.Method, entry.Path);
            var found = _windows.TryGetValue(call, out var wait);
            // What was on its way already when the other was told to wait did not come again.
            var cameAgain = found && arrived >= wait.From;
            if (asked is { } until)
                Add(call, new RetryWindow(answered, until));
            else if (cameAgain)
                _windows.Remove(call);
            Volatile.Write(ref _hasWindows, _windows.Count > 0);
            return cameAgain && arrived < wait.Until
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"Came again {(wait.Until - arrived).TotalSeconds:0.###} s too early: the Retry-After of its last answer asked it to wait {(wait.Until - wait.From).TotalSeconds:0.###} s.")
                : null;
        }
    }

    public void Clear(TenantId tenant)
    {
        lock (_lock)
        {
            foreach (var call in _windows.Keys.Where(call => tenant == TenantId.Global || call.Tenant == tenant).ToList())
                _windows.Remove(call);
        }
    }

    /// <summary>Null when the answer asks for nothing that can be read.</summary>
    private static DateTimeOffset? GetRetryAfter(JournalEntry entry, DateTimeOffset answered)
    {
        foreach (var header in entry.ResponseHeaders)
        {
            if (header.Name.Length != HeaderName.Length || !header.Name.Equals(HeaderName, StringComparison.OrdinalIgnoreCase))
                continue;
            if (int.TryParse(header.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
                return answered.AddSeconds(seconds);
            if (DateTimeOffset.TryParseExact(header.Value, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
                return date;
        }

        return null;
    }

    /// <summary>Those who have waited long enough go first, then those who may come again soonest.</summary>
    private void Add(RequestKey call, RetryWindow wait)
    {
        if (_windows.Count >= MaxEntries)
        {
            foreach (var over in _windows.Where(pair => pair.Value.Until <= wait.From).Select(pair => pair.Key).ToList())
                _windows.Remove(over);
            if (_windows.Count >= MaxEntries)
                _windows.Remove(_windows.MinBy(pair => pair.Value.Until).Key);
        }

        _windows[call] = wait;
    }

    private readonly record struct RequestKey(TenantId Tenant, string? Client, string Method, string Path);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct RetryWindow(DateTimeOffset From, DateTimeOffset Until);
}
