using System.Globalization;
using System.Runtime.InteropServices;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>Sees who comes again before the <c>Retry-After</c> of the last answer has passed. By the server's own clock, as the client waits by its own.</summary>
internal sealed class RetryWatch
{
    private const string Name = "Retry-After";

    private const int Most = 4096;

    private readonly Lock _lock = new();
    private readonly Dictionary<Call, Wait> _waits = [];
    private bool _isWaiting;

    /// <summary>The warning, if there is one; and remembers what this answer asks for.</summary>
    /// <param name="arrived">When the request came.</param>
    /// <param name="answered">When its answer was ready.</param>
    public string? Judge(JournalEntry entry, DateTimeOffset arrived, DateTimeOffset answered)
    {
        var asked = RetryAfter(entry, answered);
        // The common case waits for nobody. Whoever is remembered just now had no answer yet when this one came.
        if (asked is null && !Volatile.Read(ref _isWaiting))
            return null;
        lock (_lock)
        {
            var call = new Call(entry.Tenant, entry.Facts.Client, entry.Method, entry.Path);
            var found = _waits.TryGetValue(call, out var wait);
            // What was on its way already when the other was told to wait did not come again.
            var cameAgain = found && arrived >= wait.From;
            if (asked is { } until)
                Remember(call, new Wait(answered, until));
            else if (cameAgain)
                _waits.Remove(call);
            Volatile.Write(ref _isWaiting, _waits.Count > 0);
            return cameAgain && arrived < wait.Until
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"Came again {(wait.Until - arrived).TotalSeconds:0.###} s too early: the Retry-After of its last answer asked it to wait {(wait.Until - wait.From).TotalSeconds:0.###} s.")
                : null;
        }
    }

    public void Forget(TenantId tenant)
    {
        lock (_lock)
        {
            foreach (var call in _waits.Keys.Where(call => tenant == TenantId.Everyone || call.Tenant == tenant).ToList())
                _waits.Remove(call);
        }
    }

    /// <summary>Null when the answer asks for nothing that can be read.</summary>
    private static DateTimeOffset? RetryAfter(JournalEntry entry, DateTimeOffset answered)
    {
        foreach (var header in entry.AnswerHeaders)
        {
            if (header.Name.Length != Name.Length || !header.Name.Equals(Name, StringComparison.OrdinalIgnoreCase))
                continue;
            if (int.TryParse(header.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
                return answered.AddSeconds(seconds);
            if (DateTimeOffset.TryParseExact(header.Value, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
                return date;
        }

        return null;
    }

    /// <summary>Those who have waited long enough go first, then those who may come again soonest.</summary>
    private void Remember(Call call, Wait wait)
    {
        if (_waits.Count >= Most)
        {
            foreach (var over in _waits.Where(pair => pair.Value.Until <= wait.From).Select(pair => pair.Key).ToList())
                _waits.Remove(over);
            if (_waits.Count >= Most)
                _waits.Remove(_waits.MinBy(pair => pair.Value.Until).Key);
        }

        _waits[call] = wait;
    }

    private readonly record struct Call(TenantId Tenant, string? Client, string Method, string Path);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Wait(DateTimeOffset From, DateTimeOffset Until);
}
