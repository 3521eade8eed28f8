using System.Diagnostics;

namespace TrustFramework.MockServer.ClientTests.Interception;

/// <summary>A test that needs its own network and hosts file. It is skipped if the system does not allow them, but never in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealNamesFactAttribute : FactAttribute
{
    public RealNamesFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true" && !CanUnshare())
            Skip = "This system does not allow a separate network and hosts file: unshare --map-root-user --mount --net fails.";
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
