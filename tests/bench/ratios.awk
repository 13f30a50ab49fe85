# Reads goals.txt, then figures (ROUND WORKLOAD SHAPE VERB SERVER RATE P50 P99); prints for each goal
# the medians of both sides, and the median, lowest and highest of the ratios of the same round.

function median(text,   n, i, j, t, v) {
    n = split(text, v, " ")
    for (i = 2; i <= n; i++)
        for (j = i; j > 1 && v[j - 1] + 0 > v[j] + 0; j--) { t = v[j]; v[j] = v[j - 1]; v[j - 1] = t }
    low = v[1]; high = v[n]
    return n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2
}

/^#/ || NF == 0 { next }

FILENAME == goals {
    goal[++count] = $0
    next
}

{
    value[$1, $2, $3, $4, $5, "rate"] = $6
    value[$1, $2, $3, $4, $5, "p50"] = $7
    value[$1, $2, $3, $4, $5, "p99"] = $8
    if ($1 > rounds) rounds = $1
}

END {
    printf "%-4s %-5s %-10s %-5s %-15s %12s %12s %8s %8s %8s  %s\n",
        "", "shape", "of", "what", "against", "calld", "the other", "ratio", "lowest", "highest", "goal"
    for (g = 1; g <= count; g++) {
        split(goal[g], f, " ")
        ours = theirs = ratios = ""
        for (r = 1; r <= rounds; r++) {
            a = value[r, f[1], f[2], f[3], "calld", f[4]]
            b = value[r, f[1], f[2], f[3], f[5], f[4]]
            if (a == "" || b == "" || b == 0) continue
            ours = ours " " a; theirs = theirs " " b; ratios = ratios " " a / b
        }
        if (ratios == "") continue
        m = median(ratios); lowest = low; highest = high
        good = f[6] == "at-least" ? m >= f[7] : m <= f[7]
        printf "%-4s %-5s %-10s %-5s %-15s %12.1f %12.1f %8.2f %8.2f %8.2f  %s %s: %s\n",
            f[1], f[2], f[3], f[4], f[5], median(ours), median(theirs), m, lowest, highest,
            f[6], f[7], good ? "met" : "NOT MET"
    }
}
