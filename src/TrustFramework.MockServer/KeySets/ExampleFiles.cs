namespace TrustFramework.MockServer.KeySets;

/// <summary>
/// Files for the examples in the OpenAPI document, so that "Try it out" in Swagger UI works without changes. They contain one throw-away key that
/// openssl generated for example.invalid, valid for a hundred years. Its private part is public.
/// </summary>
internal static class ExampleFiles
{
    public const string Password = "example";

    /// <summary>Base64 of DER.</summary>
    public const string Certificate =
        "MIIDFzCCAf+gAwIBAgIURXOLFfFd2dCXjZAkYAitXV2ho9QwDQYJKoZIhvcNAQELBQAwGjEYMBYGA1UEAwwPZXhhbXBsZS5pbnZhbGlkMCAXDTI2MTEyMjAw"
        + "MDY0N1oYDzIxMjYxMDI5MDAwNjQ3WjAaMRgwFgYDVQQDDA9leGFtcGxlLmludmFsaWQwggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIBAQC4gN08nglA"
        + "98AEcjhNmnj6Rpqypa75TMdDo3H2vj39fDnMai/iJmwcE73nvjYo9cgNhX3TB/tG0cT7xiye8Gf9idxIFCpHBTXwrgE0/lT1iO0UbXvfNyWYSWqoB6+KE9NQ"
        + "lUo56NTRnOb+dwOuy1gMsoc1GO5SYIrfMEU960B0MC6I+dMqPDku9of4r6tWoyXJejCREhHD7kzndlh1GDoZVl4qhjVm0Dga10JiLUWLakPY40gMUYRWw014"
        + "MIFCSgp30fCix0Ts3KZigQTarZCc0HwlVI/I3tEEWj+omhilKSqMDiYMsWHxgBsZvoSbV4OOhuf2SnbVoHpuC17a2dqBAgMBAAGjUzBRMB0GA1UdDgQWBBT6"
        + "UO8/ko4LceNrxK3ZvFIncDQw7zAfBgNVHSMEGDAWgBT6UO8/ko4LceNrxK3ZvFIncDQw7zAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUAA4IBAQCF"
        + "zwDWMXslph7vbIwQ03Q6eRSiygTWR/gxq4REfWo/o3oZAPPeYMTIsLCS4PRXZqBHz12JQND6RXuGrDzMUB+ycxlK4bW7k3bE+zHI0F5U1pIq1CmJanl13sy1"
        + "1jLi36niHTZrLIBMfzMTQ5c/C6N8RTMGrKMi5W9s7qqSMczxDVv8O6os5Zg1ujBGrmA4M+f8nazWqFKjGuWI93rodZINJLHh31wL+4EPSXNYsjctEmYuTvSc"
        + "yK1BU0Z8FnVCbGrHkOn6wkZxHTabhVM/nI+rp8fKh80r19pDulONIlm9esHjU1ttRfMpUDsQ8eFejTyIczDIXiQtYQRQ7D3azGmx";

    /// <summary>Base64 of a PFX file with TripleDES and SHA-1.</summary>
    public const string Pkcs12 =
        "MIIJWQIBAzCCCR8GCSqGSIb3DQEHAaCCCRAEggkMMIIJCDCCA78GCSqGSIb3DQEHBqCCA7AwggOsAgEAMIIDpQYJKoZIhvcNAQcBMBwGCiqGSIb3DQEMAQMw"
        + "DgQI+IDV1fGCFYgCAggAgIIDeGhTIUYQE4sQ1vrBVZKbpSmtY/Ii8FD22R0bfQfYEx7x3GhMCUoFC5YbxBS71xej8gUTPoPp4pZmn5sMicVWW8xv5qBk9ip0"
        + "GWNmVRrj2baYtoz7KU1byyiYGxl8ZBhj7kVpphog5tDIOGFUJvEIFnY7EWdkkyCy06XrYdGngwWnTvHWcdbiCRcGFANs9gmU60ashIZsBZDlK7FdmgtJZfxZ"
        + "Wyqmlm/4cnzylTESN9obegB6t6jcEQ5uuf9VTnLRdTGBDpImLbizL/rEl80S+jdn2DNdNKFLVQhfPjUZXhPoTdgUglvsyp7vJK4e9MYScouCPrazpSDqV6kA"
        + "LZrvliqDWr5qcDRfG3EkvlwWmKoc8wwGaLJTZBOXoge5Ts2nE13CDXQ0PmuyMiwJ+1Wq9s+tFrK8x38U9hgq77+R5MGO/0LASKf6SUBv19a5FQSCA9DB7W+C"
        + "H4FzQe0rFgMf+axap7jP4lEjnXoEXcURQxeU4LCdmSNAAAZwI5VP4GL4BM6HJZNycc6h4Za+s2k3j9am8lcHz9rTGZKAiwreyJptw0PY39CsSL47lDz5wOgM"
        + "bw80IDMYNB8rRaIl34mTNLprDei/3NrCSJUGH759mJW9INL1zHL7oxoEITCECt+bCLO0oCbis8GxmTMyARaGWh/tawKp8vRyN56vKqU25uuBv6GAdBT/w+gh"
        + "Ue4e8YWopxBpihr0Nq1wr6pWffpYxWzYKxIAPUrXrc608YqAq0BGOLdyEZ1mCesJJmlIcEcpjkFde0RRj5pKsvbit2QJ9aEmjO1NsBj7GqTbiWRARi8jyt9u"
        + "YWI6FkESy0m8m08YjgXhE+vYuA4L1tW3JC2yO8YmHWXZGgWWeJBWJ1mL6MN87kxXu1U9IhKZqnk69p2Luj/G6AtZnG65TBtDiL/G88p3/8hbjCut8FXWLb9p"
        + "HEdA40HPO1bz0SB6yy00rFwtTYt6DK/Sqgk0M9eJOOHfDQLygUauhgSKexwhlEZtPpZsXY0OepZlxCa+fGgr8nuzbW+fIxQsiLJeTVPOeMbwETtJxok0bGh5"
        + "C2HnPIgJId/c4qyf+CGu8BbPxhs6v1VfmhUGTqdIZLK0gTP99O/ejxrl8H1rqwQ1BtIjW3VXOi7ocVOPBE13ClprugAPyNPyi2ZhMTp+/jJjKmV2Xx2GJWRk"
        + "WQqm9+oChjCCBUEGCSqGSIb3DQEHAaCCBTIEggUuMIIFKjCCBSYGCyqGSIb3DQEMCgECoIIE7jCCBOowHAYKKoZIhvcNAQwBAzAOBAgP9emIxDj8ogICCAAE"
        + "ggTILYGigVGzA2SXBh8Ta4YasdUdS1GJNQieiDTszOUGEccCvA6/SkeBsFsUndjO1gGtQ9HNNgj2YMGqIxi7tFO3KZW+YFe/VXn7uDbG68Io0iNYTQLpHfVl"
        + "VaP4SuZVkywAifLy/1MGoAoAFVt/Rhrnzo7kQgcuHLL05O0sTTlEiSyM2Oce6iiCHv/8gVJO9yxr8sSOuMV1cWfRvJeyq2HMCn6JR3OLj4O0HuY3FGe3A0Z/"
        + "5G2rqUt0CQBDObd5ZNiaBhbw0ZtGva4G2Ywtc1goNi7NAMLnlwhqUAXC0JkSAiGg8HeK0sIFhscYVTpRTia6xt95cBS/oLVQ8+CTGFQXs9e31CEjhFL3xckA"
        + "YWCMo/YFQ7HqVPJ2ZJr2yIkSsf155F7IIS5Z6/pFozRngLpAZbIuXXirYHclFEq9MfjMjv77RROUCNH7O+3TKFn/NjfdCajgPgGMwp9zdI0YOdZAdHTq4zPF"
        + "GvM4nepOPTZ4c2q906E5bJjJ2UQHpX5vLJFANAerdCmdj4joApH8Ma1HEdRlT1vy9EJRVO5OhwuO25fWRKE8XJs6/mtA7mmYTYFNfVh9hb3535cdQSjwxdkM"
        + "YA9o8nHiFJUeoOW2uXXJkxn0IDIyYxp/Qb0pmX1XbhVHJGMs/TZho2a462XQlVftDEZez4SZ/y2Ty24iwU1IBVceUiFzbGvZcn6GR38oUK1FNzzDb/a3Q29J"
        + "RfMParseUT8x1irP3BBx2R6/Lem0KG5EPPgLfBMIYXYbUje0vC4MTNPqDsRcpDTYyzXSdV1FIQAHwBuODZvptCCPkyWHlm7JmMwdMuDTNNqino3F3B4N0TVZ"
        + "SMvP2YbJ6TPHJL5yjLBDTgFEF+mIEf8rTkD87ac741CR7zkTkFrDa6M+hOodFtIygrpMnc/60zwcc0nyG1i8qDgBHg7C2JDwLk5HccDi6OuoAA82GPenlzaB"
        + "i4nxmMKh0N9u1wz+soPOqgUgGjPUmqkKyjA/MFsBIWZVlX3VwD3zx4+2KF+on+Qw8HyHRAa01D8sgnMhSPvjerOcGmqoo+OpAamz5TFmVKjY03wSDDpmhCEe"
        + "ZemZw2kSnH4adzHwp6d9CCTKDhLvEUwe2jatAPrnqT33o7Otim4fhMU7Kv60e1J2GRKqgBPDjMnDSKJHAoCY2bb35j6F6DezLQJKOCqrD845BfPtxyhrUbL+"
        + "A8PSKlxgcUJuwS5jeyxIOrhFTcwd0qL4Klpk3ZWiyxbZX39aXgzodiF3E9S4Ot4iVnD/kXMmxH1E9ujFtGEdJ+dayjzB9676AcTbyC95U+wgbCEAmbVjUY/q"
        + "hG+fJQKvhQZdKzhLlQfmHBvO/5nrJpHOtv++sCohHtnZWFaTGV7oqlwz/meYmUVZCiXJnrDdS92P3xq0nOOUAXaHO3ned2HJNGSFS7yLYKsMQLcAFc5rMN5V"
        + "JR6iMkAcEX9+v758Xw/cQtKJ6fJnn2wGMqE0IZUh0nz2ylenF26LH8qK/OJRq4x1j85N80e/80zyDR3wKzfHj36a+4hCDCfBvxA0pEyoKgUA3RGypyGL4i7Q"
        + "P7DXBpNZf4ILjiuS4rwF8qibGfVRIIRFELdtgPii71X2BXmg9f6dsRdkUuWfuvzQmgsioiXT2drPMSUwIwYJKoZIhvcNAQkVMRYEFCMXPDzufN4/n44a3No6"
        + "STQ5rzunMDEwITAJBgUrDgMCGgUABBSnzcfsPYmEraoZfR8aUoX+l093hQQIa44PjqkzM7MCAggA";
}
