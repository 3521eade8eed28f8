namespace TrustFramework.MockServer.ClientTests.Hosting;

/// <summary>A test that needs SSL_CERT_FILE, which .NET reads on Linux only. On other systems it is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
            Skip = "On this system, .NET does not read SSL_CERT_FILE.";
    }
}
