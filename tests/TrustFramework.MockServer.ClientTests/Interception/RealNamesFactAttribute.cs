using System.Diagnostics;

namespace TrustFramework.MockServer.ClientTests.Interception;

/// <summary>Needs a network and a hosts file of its own. Skipped where the system gives none; never in CI, which must have tried it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealNamesFactAttribute : FactAttribute
{
    public RealNamesFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true" && !CanUnshare())
            Skip = "This system gives no network and hosts file of one's own: unshare --map-root-user --mount --net does not work.";
    }

    private static bool CanUnshare()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            using var attempt = Process.Start(new ProcessStartInfo("unshare", ["--map-root-user", "--mount", "--net", "true"]) { RedirectStandardError = true, UseShellExecute = false })!;
            attempt.WaitForExit();
            return attempt.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
