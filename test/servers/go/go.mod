module hostd

go 1.24
