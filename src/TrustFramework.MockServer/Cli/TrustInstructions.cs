namespace TrustFramework.MockServer.Cli;

/// <summary>
/// The settings that make each runtime trust the CA, to paste or to pass to eval: comments and assignments, nothing that changes the machine.
/// clients 1.4 [E].
/// </summary>
internal static class TrustInstructions
{
    /// <param name="bundle">The CAs of the system and this one; null if the CAs of the system were not found or the file cannot be written.</param>
    public static string FormatShell(string pem, string? bundle, string command)
    {
        var bundleOrPem = QuoteForShell(bundle ?? pem);
        var note = bundle is null
            ? "# The CAs of the system were not found, or the folder is not writable. With the next three variables these programs trust this CA and NO OTHER."
            : "# The next three variables replace the system's CAs. This file contains both: a copy of the system's CAs, and this CA.";
        return $"""
            # For this shell: eval "$({command})"
            # Node.js adds the file to its own list.
            export NODE_EXTRA_CA_CERTS={QuoteForShell(pem)}
            {note}
            # .NET on Linux, Go, OpenSSL and programs that use OpenSSL:
            export SSL_CERT_FILE={bundleOrPem}
            # Python's requests, and the Azure CLI, which uses it:
            export REQUESTS_CA_BUNDLE={bundleOrPem}
            # curl. For a single call: curl --cacert {QuoteForShell(pem)}
            export CURL_CA_BUNDLE={bundleOrPem}
            # For the whole machine, which .NET on macOS requires. The CA is limited to the names that it was created for.
            #   Debian, Ubuntu: sudo cp {QuoteForShell(pem)} /usr/local/share/ca-certificates/trustframework-mock.crt && sudo update-ca-certificates
            #   Fedora:         sudo trust anchor {QuoteForShell(pem)}
            #   macOS:          security add-trusted-cert -r trustRoot -k ~/Library/Keychains/login.keychain-db {QuoteForShell(pem)}

            """;
    }

    public static string FormatPowerShell(string pem, string command) =>
        $"""
        # For this session: {command} | Out-String | Invoke-Expression
        # Node.js adds the file to its own list.
        $env:NODE_EXTRA_CA_CERTS = '{pem.Replace("'", "''", StringComparison.Ordinal)}'
        # Python's requests, and the Azure CLI, which uses it, read this file INSTEAD of their own list. Set it only for calls to the emulator.
        # $env:REQUESTS_CA_BUNDLE = $env:NODE_EXTRA_CA_CERTS
        # curl, for a single call: curl.exe --ssl-no-revoke --cacert $env:NODE_EXTRA_CA_CERTS
        # .NET, PowerShell, Go and browsers use the certificate store of Windows. The CA is limited to the names that it was created for:
        #   certutil -user -addstore Root $env:NODE_EXTRA_CA_CERTS

        """;

    private static string QuoteForShell(string path) => $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
