namespace TrustFramework.MockServer.ClientTests.Hosting;

/// <summary>.NET reads SSL_CERT_FILE on Linux alone: elsewhere the test is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
            Skip = "SSL_CERT_FILE means nothing to .NET on this system: import the CA instead.";
    }
}
